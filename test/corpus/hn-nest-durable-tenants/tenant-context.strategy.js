'use strict';
const { createHash } = require('node:crypto');
const { ContextIdFactory } = require('@nestjs/core');

const SHARDS = 2400;

/** One sub-tree of providers for each tenant; a partner's key belongs to one of the tenants. */
class TenantContextStrategy {
  #contexts = new Map();

  attach(contextId, request) {
    const tenantId = tenantOf(request.headers['x-partner-key'] ?? 'anonymous');
    let tenantContext = this.#contexts.get(tenantId);
    if (tenantContext === undefined) {
      tenantContext = ContextIdFactory.create();
      this.#contexts.set(tenantId, tenantContext);
    }
    return {
      resolve: (info) => (info.isTreeDurable ? tenantContext : contextId),
      payload: { tenantId },
    };
  }
}

function tenantOf(key) {
  return `tenant-${createHash('md5').update(key).digest().readUInt32LE(0) % SHARDS}`;
}

module.exports = { TenantContextStrategy };
