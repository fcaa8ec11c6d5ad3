import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { keepLastBuild } from './keep-last-build.ts'

// `#tickets/contract` and the like resolve by "imports" in package.json, the same as on the server.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), keepLastBuild(fileURLToPath(new URL('dist', import.meta.url)))],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: false,
    // The page's policy allows no inline script; fonts and pictures come from our own origin.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: process.env['MUSTER_API'] ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})
