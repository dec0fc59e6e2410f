import react from '@vitejs/plugin-react'
import { loadEnv } from 'vite'
import { defineConfig } from 'vitest/config'

// Where `npm run dev` finds a server.
const server = loadEnv('development', '.', 'CARILLON_')['CARILLON_URL'] ?? 'http://127.0.0.1:8080'

const toServer = {
  target: server,
  changeOrigin: true,
  // The server refuses writes of another origin, and the development page has one.
  headers: { origin: server },
}

const proxy = { '/api': toServer, '/docs': toServer, '/openapi': toServer }

export default defineConfig({
  base: './',
  plugins: [react()],
  build: {
    outDir: 'target/dashboard',
    emptyOutDir: true,
    assetsDir: 'assets',
    // The policy allows no data: scripts or fonts; small files stay files.
    assetsInlineLimit: 0,
    license: { fileName: 'assets/licences.txt' },
  },
  server: { proxy },
  preview: { proxy },
  // Tests that need a document say so at their top.
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'] },
})
