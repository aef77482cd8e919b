// A coach's answers into the file to send back, made here and sent nowhere.
(() => {
  const form = document.querySelector("form.answers");
  const save = form.querySelector("button");
  const cell = (text) => {
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  };
  const value = (row, name) => row.querySelector(`[name="${name}"]`)?.value ?? "";
  const line = (row) => [
    row.dataset.session, row.dataset.client, form.dataset.coach, row.dataset.initials,
    row.dataset.when, value(row, "what_happened"), value(row, "contacted_on"),
    value(row, "answered"),
  ].map(cell).join(",");
  save.hidden = false;
  save.addEventListener("click", () => {
    const rows = [...form.querySelectorAll("li")].map(line);
    const text = `\ufeff${[form.dataset.columns, ...rows].join("\r\n")}\r\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = form.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    form.querySelector("output").textContent =
      `Saved as ${form.dataset.file}. Send that file back.`;
  });
})();
