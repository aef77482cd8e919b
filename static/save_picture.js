// Saves a chart with its question, its answer and what it rests on, as PNG or SVG.
// Nothing leaves the browser: the drawing is copied from the page and put into a file.

const SPACE = 24;
const SVG = "http://www.w3.org/2000/svg";
const FONT = "Inter, system-ui, 'Segoe UI', sans-serif";

export function buttons({ parentElement, data }) {
  for (const kind of ["png", "svg"]) {
    const button = parentElement.querySelector(`[data-kind="${kind}"]`);
    button.onclick = () => save(data, kind);
  }
}

async function save(data, kind) {
  const chart = document.querySelector(`.st-key-${CSS.escape(data.chart)} .js-plotly-plot`);
  if (!chart) return;
  const drawing = compose(chart, data);
  drawing.prepend(await letters());
  const text = new XMLSerializer().serializeToString(drawing);
  const file = kind === "svg"
    ? new Blob([text], { type: "image/svg+xml" })
    : await painted(text, drawing);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${data.name}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function compose(chart, data) {
  const layers = [...chart.querySelectorAll(".main-svg")];
  const width = layers[0].width.baseVal.value;
  const height = layers[0].height.baseVal.value;
  const drawing = document.createElementNS(SVG, "svg");
  const ground = document.createElementNS(SVG, "rect");
  drawing.append(ground);
  let y = SPACE;
  y = write(drawing, data.question, { size: 18, weight: 650, y, width, colour: data.ink });
  y = write(drawing, data.answer, { size: 14, weight: 400, y: y + 4, width, colour: data.ink });
  for (const layer of layers) {
    const copy = layer.cloneNode(true);
    copy.setAttribute("x", SPACE);
    copy.setAttribute("y", y);
    copy.style.background = "none";
    drawing.append(copy);
  }
  y = write(drawing, data.basis, { size: 12, weight: 400, y: y + height + 4, width, colour: data.soft });
  const whole = { width: width + 2 * SPACE, height: y + SPACE / 2 };
  for (const [name, value] of Object.entries(whole)) {
    drawing.setAttribute(name, value);
    ground.setAttribute(name, value);
  }
  ground.setAttribute("fill", data.ground);
  drawing.setAttribute("viewBox", `0 0 ${whole.width} ${whole.height}`);
  return drawing;
}

// A picture cannot ask for the page's font: it brings it along.
async function letters() {
  const answer = await fetch("app/static/inter-latin.woff2");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const style = document.createElementNS(SVG, "style");
  const source = `url("data:font/woff2;base64,${btoa(binary)}")`;
  style.textContent = `@font-face { font-family: Inter; font-weight: 100 900; src: ${source}; }`;
  return style;
}

// Writes a text in lines that fit; returns where the next one may begin.
function write(drawing, text, { size, weight, y, width, colour }) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${FONT}`;
  let line = "";
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line) lines.push(line);
  for (const one of lines) {
    y += size * 1.4;
    const element = document.createElementNS(SVG, "text");
    for (const [name, value] of Object.entries({
      x: SPACE, y, fill: colour, "font-family": FONT, "font-size": size, "font-weight": weight,
    })) element.setAttribute(name, value);
    element.textContent = one;
    drawing.append(element);
  }
  return y;
}

async function painted(text, drawing) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  const scale = 2;
  canvas.width = drawing.width.baseVal.value * scale;
  canvas.height = drawing.height.baseVal.value * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.drawImage(picture, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
