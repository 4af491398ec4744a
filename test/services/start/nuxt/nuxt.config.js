export default defineNuxtConfig({ ssr: false, telemetry: false, devtools: { enabled: false }, compatibilityDate: '2026-01-01', sourcemap: { server: true } });
