import { defineConfig } from 'vitest/config'
import { temporaryInMemory } from './test/harness/temporary-in-memory.ts'

temporaryInMemory()

// Each project a size of test (see CONTRIBUTING.md): rules need nothing; actions and scenarios need PostgreSQL, which
// test/harness/postgres.ts provides once per run; mail needs the distribution's mail servers, which a file starts for itself.
export default defineConfig({
  test: {
    // One file at a time: the event log is read below the oldest open transaction of the whole cluster, so what another file
    // leaves open for a moment would hold back what this one waits for.
    maxWorkers: 1,
    // Files share one process and what they import, which takes longer to load than most of them to run. None mocks a module or
    // leaves anything behind in one.
    isolate: false,
    projects: [
      {
        test: {
          name: 'rules',
          include: ['src/**/*.test.ts', 'test/guards/**/*.test.ts', 'test/demo/**/*.test.ts'],
          // The guards run whole tools (compiler, linter) as processes of their own.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'actions',
          include: [
            'test/actions/**/*.test.ts',
            'test/authorization/**/*.test.ts',
            'test/migrations/**/*.test.ts',
            'test/platform/**/*.test.ts',
          ],
          globalSetup: ['test/harness/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          globalSetup: ['test/harness/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'mail',
          include: ['test/mail/**/*.test.ts'],
          globalSetup: ['test/harness/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/harness/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
