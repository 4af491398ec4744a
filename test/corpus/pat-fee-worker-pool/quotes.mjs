const VAT = { domestic: 0.2, europe: 0.2, overseas: 0 };

export function jobOf(body) {
  const { zone, parcels } = body;
  if (!Array.isArray(parcels) || parcels.length === 0) return null;
  const grams = parcels.reduce((sum, parcel) => sum + (Number(parcel.grams) || 0), 0);
  return { zone: String(zone), grams, stops: Math.min(9, Number(body.stops) || 0), reference: String(body.reference ?? '') };
}

export function quoteOf(job, cents) {
  const vat = Math.round(cents * (VAT[job.zone] ?? 0.2));
  return {
    reference: job.reference,
    lines: [
      { label: `${(job.grams / 1000).toFixed(1)} kg ${job.zone}`, cents },
      { label: 'VAT', cents: vat },
    ],
    total: cents + vat,
    validUntil: new Date(Date.now() + 864e5).toISOString(),
  };
}
