'use strict';

const initial = {
  settings: {
    acme: { retentionMs: 800, language: 'en' },
    globex: { retentionMs: 500, language: 'de' },
    initech: { retentionMs: 800, language: 'en' },
    internal: { language: 'en' },
    umbrella: { retentionMs: 400, language: 'fr' },
  },
  tickets: {},
  opened: 0,
};

function ticketsOfTenant(tickets = [], action, settings) {
  switch (action.type) {
    case 'ticket/opened': {
      const oldest = action.at - settings.retentionMs;
      return [...tickets.filter((ticket) => !(ticket.openedAt < oldest)), { number: action.number, subject: action.subject, openedAt: action.at, state: 'open' }];
    }
    case 'ticket/closed':
      return tickets.map((ticket) => (ticket.number === action.number ? { ...ticket, state: 'closed' } : ticket));
    default:
      return tickets;
  }
}

function reduce(state = initial, action) {
  if (action.tenant === undefined) return state;
  const before = state.tickets[action.tenant];
  const after = ticketsOfTenant(before, action, state.settings[action.tenant]);
  if (before === after) return state;
  return {
    ...state,
    tickets: { ...state.tickets, [action.tenant]: after },
    opened: state.opened + (action.type === 'ticket/opened' ? 1 : 0),
  };
}

function createStore() {
  let state = reduce(undefined, { type: '@@init' });
  return {
    dispatch(action) {
      state = reduce(state, action);
      return action;
    },
    getState: () => state,
  };
}

module.exports = { createStore };
