'use strict';

const tracking = /^(utm_\w+|fbclid|ref|mc_eid)$/;

function canonical(link) {
  const url = new URL(link);
  url.hash = '';
  url.hostname = url.hostname.replace(/^www\./, '');
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  return url.href.replace(/\/$/, '');
}

module.exports = { canonical };
