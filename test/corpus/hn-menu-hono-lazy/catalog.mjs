const CURRENCIES = ['EUR', 'GBP', 'CHF', 'SEK', 'PLN'];
const DISHES = ['Soup', 'Salad', 'Risotto', 'Curry', 'Pizza', 'Dumplings', 'Stew', 'Ramen', 'Tart', 'Sorbet'];
const LAYOUTS = ['list', 'table', 'cards'];

export class Catalog {
  #restaurants = new Map();
  #searches = new Map();

  constructor({ restaurants }) {
    for (let number = 1; number <= restaurants; number++) {
      const id = `r${number}`;
      const dishes = DISHES.map((name, index) => ({ name: `${name} no. ${number % 9}`, cents: 450 + ((number * 37 + index * 211) % 2600) }));
      const layout = `${LAYOUTS[number % LAYOUTS.length]}-${number}`;
      this.#restaurants.set(id, { id, name: `Table ${number}`, currency: CURRENCIES[number % CURRENCIES.length], layout, dishes, revision: 1 });
    }
  }

  find(id) {
    return this.#restaurants.get(id);
  }

  // Searches are remembered until prices change.
  search(text) {
    if (this.#searches.size >= 500) this.#searches.clear();
    let found = this.#searches.get(text);
    if (!found) {
      found = [];
      for (const { id, name, dishes } of this.#restaurants.values()) {
        if (found.length === 10) break;
        if (`${name} ${dishes.map((dish) => dish.name).join(' ')}`.toLowerCase().includes(text)) found.push({ id, name });
      }
      this.#searches.set(text, found);
    }
    return found;
  }

  reprice() {
    const all = [...this.#restaurants.values()];
    const restaurant = all[Math.floor(Math.random() * all.length)];
    restaurant.dishes = restaurant.dishes.map((dish) => ({ ...dish, cents: Math.max(300, dish.cents + Math.round(Math.random() * 40 - 20)) }));
    restaurant.revision++;
    this.#searches.clear();
  }
}
