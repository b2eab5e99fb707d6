// docxtemplater in the manner of contestants.py: NODE_PATH leads to its packages.
//     node benchmarks/docxtemplater.mjs TEMPLATE CONTEXT REPORTS
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.env.PEERS + "/");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");
const [template, context, reports] = process.argv.slice(2);
const content = readFileSync(template);
const data = JSON.parse(readFileSync(context, "utf8"));

function fill() {
  const document = new Docxtemplater(new PizZip(content), { delimiters: { start: "{{ ", end: " }}" } });
  document.render(data);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

fill();
const rounds = [];
for (let round = 0; round < 5; round++) {
  const cpu = process.cpuUsage();
  const clock = process.hrtime.bigint();
  for (let number = 0; number < reports; number++) fill();
  const used = process.cpuUsage(cpu);
  rounds.push([(used.user + used.system) / 1e6 / reports, Number(process.hrtime.bigint() - clock) / 1e9 / reports]);
}
const median = (index) => rounds.map((round) => round[index]).sort((a, b) => a - b)[2];
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ cpu: median(0), wall: median(1), memory }));
