const { PDFDocument, PDFHexString, PDFName, StandardFonts } = require('pdf-lib');

exports.invoicePdf = async function invoicePdf({ number, customer, cents }) {
  const pdf = await PDFDocument.create();
  const font = pdf.embedStandardFont(StandardFonts.Courier);
  const page = pdf.addPage([300, 200]);
  page.drawText(`Invoice ${number}`, { x: 30, y: 150, size: 16, font });
  page.drawText(customer, { x: 30, y: 120, size: 11, font });
  page.drawText(`${(cents / 100).toFixed(2)} EUR`, { x: 30, y: 90, size: 11, font });
  pdf.setTitle(`Invoice ${number}`);
  // The archive finds documents by what is in here.
  pdf.catalog.set(PDFName.of('ArchiveKey'), PDFHexString.fromText(`${customer} ${number}`));
  return pdf.save({ useObjectStreams: false });
};
