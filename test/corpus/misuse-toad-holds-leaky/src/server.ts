import Fastify from 'fastify';
import { confirm, hold, openHolds } from './holds';

const app = Fastify();

app.get('/health', async () => ({ holds: openHolds() }));

app.post<{ Params: { show: string }; Body: { seats: string[] } }>('/shows/:show/bookings', async (request, reply) => {
  const id = hold(request.params.show, request.body.seats);
  const booking = confirm(id);
  reply.code(201);
  return booking;
});

app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
