import { z } from 'zod';
import {
  devicesSchema,
  nameDeviceInputSchema,
  signOutDeviceInputSchema,
} from '../../src-preload/contract/devices';
import { listDevices, nameDevice, signOutDevice } from '../company/devices';
import { StewardError } from '../lib/steward-error';
import { addSignedOutDevice } from '../store/devices/signed-out-devices';
import { writeTransaction } from '../store/write-transaction';
import { heavyReading, heavyWork, router } from './procedure';

const nothing = z.object({});
/** Whose device is whose, and who may sign one out, the company's database decides. */
const changing = heavyWork(['devices']);

export const deviceProcedures = router({
  list: heavyReading.output(devicesSchema).query(async ({ ctx }) => {
    const devices = await ctx.company.ask(listDevices);
    const { copy } = ctx.store.erasures();
    const login = ctx.company.login();
    return {
      devices: devices.map((device) => ({
        ...device,
        isThis: device.copy === copy && device.login === login,
      })),
      login,
    };
  }),
  signOut: changing
    .input(signOutDeviceInputSchema)
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      if (!(await ctx.company.ask((session) => signOutDevice(session, input))))
        throw new StewardError(
          'forbidden',
          'The company’s database did not sign this device out: it is somebody else’s, or too busy just now. Nothing was changed.',
        );
      writeTransaction(ctx.store, 'devices.sign-out', (tx) => addSignedOutDevice(tx, input, ctx.clock.now()));
      return {};
    }),
  name: changing
    .input(nameDeviceInputSchema)
    .output(nothing)
    .mutation(async ({ ctx, input: { copy, name } }) => {
      if (!(await ctx.company.ask((session) => nameDevice(session, copy, name))))
        throw new StewardError('not_found', 'This device is not in your list any more. Nothing was changed.');
      return {};
    }),
});
