import { Router } from 'express';

export function quoteRoutes(service) {
  const router = Router();

  router.get('/customers/:customer/quotes/:sku', (req, res) => {
    const amount = Math.max(1, Math.min(500, Number(req.query.amount) || 1));
    const quote = service.quote(req.params.customer, req.params.sku, amount);
    if (!quote) return res.status(404).json({ error: 'unknown article' });
    res.json(quote);
  });

  router.get('/price-book', (req, res) => {
    res.json({ edition: service.edition, changes: service.changes });
  });

  return router;
}
