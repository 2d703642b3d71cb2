// Says what yaml-language-server says of content files, as JSON: node ask.cjs SCHEMA < [{text, offset?}, …]
// For each text its problems, or what is offered at an offset.
const { getLanguageService, TextDocument } = require("yaml-language-server");
const { readFileSync } = require("node:fs");

const schema = readFileSync(process.argv[2], "utf8");
const settings = { validate: true, completion: true, hover: false, format: false };
settings.schemas = [{ uri: "brief.json", fileMatch: ["*.yaml"], schema: JSON.parse(schema) }];
const service = getLanguageService({
  schemaRequestService: async () => schema,
  workspaceContext: { resolveRelativePath: (path) => path },
  telemetry: { send() {}, sendError() {}, sendTrack() {} },
  yamlSettings: { yamlVersion: "1.2", providedSchemas: new Map(), schemaConfigurationSettings: [] },
});
service.configure(settings);

async function answer({ text, offset }, number) {
  const name = `file:///${number}.yaml`;
  const file = TextDocument.create(name, "yaml", 1, text);
  if (offset === undefined) {
    const problems = await service.doValidation(file, false);
    return problems.map(({ message, range }) => ({ message, line: range.start.line + 1 }));
  }
  const offered = await service.doComplete(file, file.positionAt(offset), false);
  return offered.items.map(({ label, insertText }) => ({ label, text: insertText }));
}

async function main() {
  const asked = JSON.parse(readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(await Promise.all(asked.map(answer))));
}
main();
