import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --name what-changed` writes the next numbered migration of the local store. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src-main/store/schema/*.ts',
  out: './migrations/sqlite',
});
