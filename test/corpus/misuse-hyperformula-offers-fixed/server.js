const Koa = require('koa');
const { bodyParser } = require('@koa/bodyparser');
const { HyperFormula } = require('hyperformula');

const book = HyperFormula.buildFromSheets({ Rates: [['VAT', 0.19], ['Shipping', 4.9]] }, { licenseKey: 'gpl-v3', undoLimit: 0 });

const sheet = book.getSheetId(book.addSheet('Offer'));

/** The calculation of an offer, as the sales team has it in their spreadsheet. */
function calculate(lines) {
  book.clearSheet(sheet);
  const last = lines.length;
  book.setCellContents({ sheet, row: 0, col: 0 }, [
    ...lines.map(({ pieces, price }, row) => [pieces, price, `=A${row + 1}*B${row + 1}`]),
    [null, null, `=SUM(C1:C${last})+Rates!B2`],
    [null, null, `=ROUND(C${last + 1}*(1+Rates!B1),2)`],
  ]);
  const net = book.getCellValue({ sheet, row: last, col: 2 });
  const gross = book.getCellValue({ sheet, row: last + 1, col: 2 });
  return { net, gross };
}

const app = new Koa();
app.use(bodyParser());
app.use((ctx) => {
  if (ctx.path === '/') {
    ctx.body = 'offers';
  } else if (ctx.path === '/offers' && ctx.method === 'POST') {
    const { lines } = ctx.request.body;
    if (!Array.isArray(lines) || lines.length === 0 || lines.length > 20) ctx.throw(400, 'lines');
    ctx.body = calculate(lines);
  }
});
app.listen(process.env.PORT, '127.0.0.1');
