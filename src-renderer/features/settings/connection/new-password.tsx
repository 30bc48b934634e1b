import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { passwordProblem, passwordRules } from '../../../../src-preload/contract/own-password';

interface ChosenPassword {
  readonly password: string;
  readonly again: string;
  /** What is wrong with either, once somebody tried to send it. */
  readonly problems: { readonly password: string | null; readonly again: string | null };
  readonly enter: (password: string) => void;
  readonly enterAgain: (again: string) => void;
  /** Looks at both, and shows what is wrong. @returns whether they will do */
  readonly settles: () => boolean;
}

/** A password that somebody chooses for themselves, typed twice. */
export function useNewPassword(of: { login: string; before: string | null }): ChosenPassword {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const problem = passwordProblem(password, of);
  const problems = {
    password: problem === null ? null : `Choose another: ${problem}`,
    again: again === password ? null : 'These are not the same',
  };
  return {
    password,
    again,
    problems: wasSent ? problems : { password: null, again: null },
    enter: setPassword,
    enterAgain: setAgain,
    settles() {
      setWasSent(true);
      return problems.password === null && problems.again === null;
    },
  };
}

/** @param isFirst it is where typing begins */
export function NewPassword({ chosen, isFirst }: { chosen: ChosenPassword; isFirst: boolean }) {
  return (
    <>
      <PasswordInput
        label="New password"
        description={passwordRules}
        size="xs"
        value={chosen.password}
        onChange={(event) => chosen.enter(event.currentTarget.value)}
        error={chosen.problems.password}
        autoComplete="new-password"
        {...(isFirst ? { 'data-autofocus': true } : {})}
      />
      <PasswordInput
        label="New password, again"
        size="xs"
        value={chosen.again}
        onChange={(event) => chosen.enterAgain(event.currentTarget.value)}
        error={chosen.problems.again}
        autoComplete="new-password"
      />
    </>
  );
}
