import { Router } from 'express';

export function invoiceRoutes({ invoices, previews }) {
  const router = Router();
  router.param('number', (req, res, next, value) => {
    if (/^\d{1,9}$/.test(value)) next();
    else res.status(404).json({ error: 'no such invoice' });
  });

  router.get('/invoices/:number', (req, res) => {
    res.json(invoices.find(Number(req.params.number)));
  });
  router.get('/invoices/:number/total', (req, res) => {
    res.json({ cents: invoices.total(Number(req.params.number)) });
  });
  router.get('/invoices/:number/reminders', (req, res) => {
    res.json(invoices.reminders(Number(req.params.number)));
  });
  router.post('/invoices/:number/preview', (req, res) => {
    res.status(201).json(previews.draw(Number(req.params.number)));
  });
  router.get('/previews/:token', (req, res) => {
    const html = previews.page(req.params.token);
    if (!html) return res.status(404).json({ error: 'gone' });
    res.type('html').send(html);
  });
  return router;
}
