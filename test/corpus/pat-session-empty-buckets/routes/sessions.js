'use strict';
const { Router } = require('express');

const asJson = ({ id, device, openedAt }) => ({ id, device, openedAt });

module.exports = (sessions) => {
  const router = Router();

  router.post('/sessions', (req, res) => {
    const { user, device } = req.body ?? {};
    if (!user) return res.status(422).json({ error: 'user is missing' });
    const address = (req.get('x-forwarded-for') ?? req.ip).split(',')[0].trim();
    const session = sessions.open({ user, address, device: device ?? 'web' });
    res.status(201).json({ ...asJson(session), fromHere: sessions.fromAddress(address) });
  });

  router.get('/sessions/:id', (req, res) => {
    const session = sessions.view(req.params.id);
    if (!session) return res.status(404).json({ error: 'no such session' });
    res.json({ ...asJson(session), views: session.views });
  });

  router.delete('/sessions/:id', (req, res) => {
    res.status(sessions.close(req.params.id) ? 204 : 404).end();
  });

  router.get('/users/:user/sessions', (req, res) => {
    res.json(sessions.ofUser(req.params.user).map(asJson));
  });

  return router;
};
