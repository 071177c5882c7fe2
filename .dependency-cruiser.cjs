/** Who may import whom. Data flows one way; each comment is printed with the violation. */

/** A folder may import only itself and the folders named; its type imports count too. */
const folder = (name, allowed, comment) => ({
  name: `${name}-imports-only-${allowed.join('-') || 'itself'}`,
  severity: 'error',
  comment,
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: [name, ...allowed].map((one) => `^src/${one}/`) },
});

/** Packages that only some files may know. */
const onlyIn = (name, packages, files, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^src/', pathNot: files },
  to: { path: packages.map((one) => `(^|node_modules/)${one}(/|$)`) },
});

module.exports = {
  forbidden: [
    folder('model', [], 'The vocabulary stands alone; what it needs is vocabulary too.'),
    folder('inputs', ['model', 'migrations'], 'Inputs become Options, with the migrations found, and stop there.'),
    folder('migrations', ['model'], 'Migrations are files with lines; replaying them is the database folder.'),
    folder('subscriptions', ['model'], 'The scanner reads source into facts; what they mean is for the rules.'),
    folder(
      'database',
      ['model', 'migrations'],
      'A Database opens, replays, asks, closes; it knows nothing of what is asked.',
    ),
    folder('catalog', ['model', 'database'], 'The catalogue asks a Database and answers in model terms.'),
    folder(
      'gather',
      ['model', 'migrations', 'database', 'catalog'],
      'Gathering opens a database and reads its facts; what they mean is for the rules.',
    ),
    folder('rules', ['model'], 'A rule is a pure function of facts. Is something missing? Add a fact.'),
    folder('verdict', ['model'], 'Pass or fail is decided from outcomes alone.'),
    folder('reports', ['model', 'verdict'], 'A report is a pure function from a verdict to text.'),
    folder('github', ['model', 'verdict', 'reports'], 'Delivery carries text to GitHub; it decides nothing.'),
    {
      name: 'catalog-sees-the-door-only',
      severity: 'error',
      comment: 'The catalogue knows what a Database can do, not which one it is.',
      from: { path: '^src/catalog/' },
      to: { path: '^src/database/', pathNot: '^src/database/database[.]ts$' },
    },
    {
      name: 'entries-are-imported-by-nobody',
      severity: 'error',
      comment: 'action.ts and cli.ts are where the process begins and ends.',
      from: {},
      to: { path: '^src/(action|cli)[.]ts$' },
    },
    {
      name: 'pipeline-knows-no-entry',
      severity: 'error',
      comment: 'guard.ts turns Options into a Verdict; where they come from and go to is the entries’ business.',
      from: { path: '^src/(decide|guard|list-subscriptions|read-source|verify-fix)[.]ts$' },
      to: { path: ['^src/github/', '^src/inputs/', '^src/(tell-[a-z]+|terminal)[.]ts$'] },
    },
    {
      name: 'embedded-database-on-demand',
      severity: 'error',
      comment: 'Only a replay needs it: import() it there.',
      from: { path: '^src/', pathNot: ['^src/database/embedded/', '^src/gather/open-shadow[.]ts$'] },
      to: {
        path: ['^src/database/embedded/', '^src/gather/open-shadow[.]ts$'],
        dynamic: false,
      },
    },
    {
      name: 'rules-while-the-database-answers',
      severity: 'error',
      comment: 'Half of the program, and nothing to do before there are facts: guard.ts import()s it then.',
      from: { path: '^src/', pathNot: ['^src/rules/', '^src/(decide|explain)[.]ts$'] },
      to: { path: ['^src/rules/', '^src/decide[.]ts$'], dynamic: false },
    },
    {
      name: 'scanner-on-demand',
      severity: 'error',
      comment: 'Only who reads source needs it: read-source.ts import()s it.',
      from: { path: '^src/', pathNot: ['^src/subscriptions/'] },
      to: { path: '^src/subscriptions/', dynamic: false },
    },
    {
      name: 'scanner-behind-one-door',
      severity: 'error',
      comment: 'The source is read once, in read-source.ts, for the check and for the list alike.',
      from: { path: '^src/', pathNot: ['^src/subscriptions/', '^src/read-source[.]ts$'] },
      to: { path: '^src/subscriptions/' },
    },
    onlyIn(
      'actions-toolkit-at-the-edge',
      ['@actions'],
      ['^src/(action|tell-run)[.]ts$', '^src/inputs/from-action[.]ts$', '^src/github/'],
      'Only the Action’s entry, its inputs and its delivery may know @actions.',
    ),
    onlyIn(
      'pg-in-database-only',
      ['pg', 'pg-connection-string', '@electric-sql'],
      ['^src/database/'],
      'One folder talks the wire protocol.',
    ),
    onlyIn(
      'yaml-in-the-config-file-only',
      ['yaml'],
      ['^src/inputs/read-config-file[.]ts$'],
      'Loaded only when there is a file to read.',
    ),
    onlyIn(
      'edit-distance-where-names-are-compared',
      ['fastest-levenshtein'],
      ['^src/model/', '^src/catalog/'],
      'Near names are found where names are: everybody else asks model/nearest-name.ts.',
    ),
    onlyIn(
      'parser-and-ignore-files-in-the-scanner-only',
      ['@babel', 'ignore'],
      ['^src/subscriptions/'],
      'One folder reads source; the others are given what it says.',
    ),
    onlyIn(
      'toml-and-globs-where-migrations-are-found',
      ['smol-toml', 'tinyglobby'],
      ['^src/migrations/'],
      'One folder knows where migrations are.',
    ),
    {
      name: 'rules-verdict-reports-use-no-package',
      severity: 'error',
      comment: 'A rule, a verdict and a report are plain functions; colour comes in as a Paint.',
      from: { path: '^src/(rules|verdict|reports)/' },
      to: { path: 'node_modules/' },
    },
    {
      name: 'model-rules-verdict-reports-are-pure',
      severity: 'error',
      comment: 'No file system, network, clock or environment where facts become text.',
      from: { path: '^src/(model|rules|verdict|reports)/' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-cycle', severity: 'error', comment: 'Data flows one way.', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      comment: 'An import that is not found is an import that no rule above can judge.',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'types', 'default'],
    },
  },
};
