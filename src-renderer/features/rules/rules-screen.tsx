import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { useMay } from '../../api/use-may';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { SectionStack } from '../../ui/section-stack';
import { PageSkeleton } from '../../ui/skeletons';
import { RuleSection } from './rule-section';
import { SegmentSection } from './segments/segment-section';
import { SequenceSection } from './sequences/sequence-section';

/** The company's rules, and the segments that they and the lists choose accounts by. */
export function RulesScreen() {
  const list = useQuery(trpc.rules.list.queryOptions());
  const mayManage = useMay('manager');
  useMilestone('interactive', list.isSuccess);
  return (
    <Page>
      <PageHeader
        title="Rules"
        note={
          mayManage
            ? 'Who needs somebody when, for the whole company'
            : 'Who needs somebody when. You can read and try them; managers write them'
        }
        actions={
          mayManage && (
            <>
              <Button
                variant="default"
                renderRoot={(props) => <Link to="/segments/$id" params={{ id: 'new' }} {...props} />}
              >
                New segment
              </Button>
              <Button
                variant="default"
                renderRoot={(props) => <Link to="/sequences/$id" params={{ id: 'new' }} {...props} />}
              >
                New sequence
              </Button>
              <Button renderRoot={(props) => <Link to="/rules/$id" params={{ id: 'new' }} {...props} />}>
                New rule
              </Button>
            </>
          )
        }
      />
      <Loaded answer={list} waiting={<PageSkeleton />}>
        {({ rules, notice }) => (
          <SectionStack>
            {notice && <Alert color="yellow">{notice}</Alert>}
            <RuleSection rules={rules} />
            <SequenceSection />
            <SegmentSection />
          </SectionStack>
        )}
      </Loaded>
    </Page>
  );
}
