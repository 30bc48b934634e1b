import { connectionOf } from './send-over-smtp';
import type { SmtpSettings } from './smtp-settings';

/**
 * Goes as far as the login, and says nothing of any message.
 * @param patience milliseconds for each answer
 * @returns null where all is in order; else what the server, or the way there, said
 */
export async function tryServer(settings: SmtpSettings, patience: number): Promise<string | null> {
  const connection = connectionOf(settings, { answer: patience, dot: patience });
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer came in time')), 3 * patience);
      const end = (error?: Error | null) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      };
      connection.on('error', end);
      connection.on('end', () => end(new Error('the server ended the connection')));
      connection.connect((error?: Error | null) => {
        const { login } = settings;
        if (error || login === null) end(error);
        else connection.login({ credentials: { user: login.user, pass: login.password } }, end);
      });
    });
    return null;
  } catch (error) {
    const { response, message } = Object(error) as { response?: unknown; message?: unknown };
    return String(typeof response === 'string' ? response : message).slice(0, 300);
  } finally {
    connection.close();
  }
}
