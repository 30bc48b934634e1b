/** SQL over texts t: whether one is of the contact @contactId: about them, to them, from them, or of what they were part of. */
export const isOfContact = `case t.source
  when 'interventions' then (select i.user_id from interventions i where i.row_id = cast(t.entry as integer)) = @contactId
  when 'incoming_mails' then (select m.user_id from incoming_mails m where m.row_id = cast(t.entry as integer)) = @contactId
  when 'support_tickets' then (select s.user_id from support_tickets s where s.ticket_id = cast(t.entry as integer)) = @contactId
  when 'survey_responses' then (select a.user_id from survey_responses a where a.response_id = cast(t.entry as integer)) = @contactId
  when 'notes' then exists (
    select 1 from notes n join users u on u.organization_id = n.organization_id and u.user_id = @contactId
     where n.seq = cast(t.entry as integer) and (u.external_id = n.contact
       or exists (select 1 from json_each(n.activity, '$.contacts') p where p.value = u.external_id)))
  else 0 end`;
