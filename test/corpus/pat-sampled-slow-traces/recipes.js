'use strict';
const { span } = require('./trace');

const recipes = new Map();
for (let n = 1; n <= 60; n++) {
  recipes.set(n, { id: n, name: `Soup no. ${n}`, ingredients: Array.from({ length: 3 + (n % 6) }, (_, i) => (n * 7 + i * 3) % 40) });
}
const stock = new Map(Array.from({ length: 40 }, (_, id) => [id, { name: `Ingredient ${id}`, grams: 500 + id * 20 }]));

const tick = () => new Promise((resolve) => setImmediate(resolve));

async function recipeWithStock(id) {
  const recipe = await span('find recipe', async () => {
    await tick();
    return recipes.get(id);
  });
  if (!recipe) return null;
  const lines = await Promise.all(
    recipe.ingredients.map((ingredient) =>
      span(`stock of ${ingredient}`, async () => {
        await tick();
        return stock.get(ingredient);
      }),
    ),
  );
  return span('render', async () => ({ ...recipe, lines: lines.map(({ name, grams }) => `${name}: ${grams} g left`) }));
}

module.exports = { recipeWithStock };
