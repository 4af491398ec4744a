/** Style of the flame graph's page; colours tell whose code a function is, in light and dark. */
export const FLAME_STYLE = `
:root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; --own: #f2a65a; --package: #9db8d9; --node: #c9ccd1; --engine: #e4e5e8; --ink: #1b1f24; }
body { margin: 1rem; }
h1 { font-size: 1.2rem; margin: 0 0 .3rem; }
p { margin: .3rem 0; max-width: 100ch; overflow-wrap: anywhere; }
main { position: relative; margin: .8rem 0; }
button { font: inherit; }
main button { position: absolute; height: 19px; box-sizing: border-box; padding: 0 3px; border: 0; border-right: 1px solid Canvas; border-radius: 2px; text-align: left; font-size: 12px; line-height: 19px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; color: var(--ink); cursor: pointer; }
main button:hover, main button:focus-visible { outline: 2px solid #0a58ca; z-index: 1; }
main button[hidden] { display: none; }
main i { opacity: .65; font-style: normal; }
.repository { background: var(--own); } .package { background: var(--package); } .node { background: var(--node); } .engine { background: var(--engine); }
.searching main button:not(.found) { opacity: .25; }
.legend span { color: var(--ink); padding: 1px 8px; margin-right: 6px; border-radius: 2px; }
footer { opacity: .7; }
`;

/** Zooms on a click, dims on a search what does not match; without it the page shows the whole graph. */
export const FLAME_SCRIPT = `
const bars = [...document.querySelectorAll('main button')];
const of = (bar) => ({ left: Number(bar.dataset.l), width: Number(bar.dataset.w), depth: Number(bar.dataset.d) });
const zoom = (to) => {
  const focus = of(to);
  for (const bar of bars) {
    const { left, width, depth } = of(bar);
    const above = depth < focus.depth && left <= focus.left + 1e-6 && left + width >= focus.left + focus.width - 1e-6;
    const inside = depth >= focus.depth && left >= focus.left - 1e-6 && left + width <= focus.left + focus.width + 1e-6;
    bar.hidden = !(above || inside);
    bar.style.left = above ? '0' : ((left - focus.left) / focus.width) * 100 + '%';
    bar.style.width = above ? '100%' : (width / focus.width) * 100 + '%';
  }
};
document.querySelector('main').addEventListener('click', (event) => {
  const bar = event.target.closest('button');
  if (bar) zoom(bar);
});
const form = document.querySelector('form');
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', () => {
  const text = form.querySelector('input').value.toLowerCase();
  document.body.classList.toggle('searching', text !== '');
  let right = 0, share = 0;
  for (const bar of bars) {
    const found = text !== '' && bar.textContent.toLowerCase().includes(text);
    bar.classList.toggle('found', found);
    const { left, width } = of(bar);
    // Outermost matches come first from left to right, so that none is counted twice.
    if (found && left >= right - 1e-6) { share += width; right = left + width; }
  }
  form.querySelector('output').textContent = text === '' ? '' : (share * 100).toFixed(1) + ' % in matching functions';
});
form.addEventListener('reset', () => {
  zoom(bars[0]);
  document.body.classList.remove('searching');
  form.querySelector('output').textContent = '';
});
`;
