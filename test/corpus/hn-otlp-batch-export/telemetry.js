const http = require('node:http');
const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace-base');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { OTLPLogExporter } = require('@opentelemetry/exporter-logs-otlp-http');
const { LoggerProvider, BatchLogRecordProcessor } = require('@opentelemetry/sdk-logs');
const { Resource } = require('@opentelemetry/resources');
const { trace } = require('@opentelemetry/api');

// Stands in for the collector's sidecar.
function startCollector() {
  return new Promise((resolve) => {
    const collector = http.createServer((req, res) => {
      req.resume();
      req.on('end', () => setTimeout(() => {
        res.setHeader('content-type', 'application/json');
        res.end('{}');
      }, 150));
    });
    collector.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${collector.address().port}`));
  });
}

async function startTelemetry() {
  const url = process.env.OTEL_COLLECTOR ?? (await startCollector());
  const resource = new Resource({ 'service.name': 'cart' });
  const spans = new BatchSpanProcessor(new OTLPTraceExporter({ url: `${url}/v1/traces`, timeoutMillis: 5000 }), {
    maxQueueSize: 4096, maxExportBatchSize: 512, scheduledDelayMillis: 4000, exportTimeoutMillis: 6000,
  });
  new NodeTracerProvider({ resource, spanProcessors: [spans] }).register();
  const logs = new LoggerProvider({ resource });
  logs.addLogRecordProcessor(new BatchLogRecordProcessor(new OTLPLogExporter({ url: `${url}/v1/logs` }), { scheduledDelayMillis: 4000 }));
  return { tracer: trace.getTracer('cart'), logger: logs.getLogger('cart') };
}

module.exports = { startTelemetry };
