import { z } from 'zod';
import { instantSchema } from './domain';

/** A copy of the company's data on a device, with the login that signs in there. */
export const deviceSchema = z.object({
  login: z.string(),
  copy: z.uuid(),
  kind: z.enum(['desktop', 'service']),
  /** As its owner calls it, else as the machine is called; null: it did not say. */
  name: z.string().nullable(),
  machine: z.string().nullable(),
  /** Another machine that the same copy came from before: renamed, or its folder copied. */
  machineBefore: z.string().nullable(),
  app: z.string().nullable(),
  platform: z.string().nullable(),
  firstSeen: instantSchema,
  lastSeen: instantSchema,
  /** It was signed out; `heardAt` once it knows, and has erased its copy. */
  signedOut: z.object({ at: instantSchema, by: z.string(), heardAt: instantSchema.nullable() }).nullable(),
  /** It is this very one. */
  isThis: z.boolean(),
});
export type Device = z.infer<typeof deviceSchema>;

export const devicesSchema = z.object({
  /** Own devices first, the latest seen first. */
  devices: z.array(deviceSchema).max(2000),
  /** Whose desktop this is. */
  login: z.string(),
});
export type Devices = z.infer<typeof devicesSchema>;

export const signOutDeviceInputSchema = z.object({ login: z.string().min(1).max(63), copy: z.uuid() });
export const nameDeviceInputSchema = z.object({
  copy: z.uuid(),
  /** Empty: as the machine is called. */
  name: z.string().trim().max(80, 'a name has at most 80 characters'),
});
