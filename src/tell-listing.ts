import { type CommandLine, listingFromCli } from './inputs/from-cli.js';
import { listSubscriptions } from './list-subscriptions.js';
import { renderJsonListing } from './reports/listing-json.js';
import { renderListing } from './reports/listing-text.js';
import { paint, print } from './terminal.js';
import { EXIT_CODES } from './verdict/exit-code.js';
import { writeListing } from './write-reports.js';

/** The command `subscriptions`: reads the source and prints what it subscribes to. Answers with the exit code. */
export async function tellListing(line: CommandLine): Promise<number> {
  const options = await listingFromCli(line, process.cwd());
  const listing = await listSubscriptions(options);
  if (options.format === 'json') print(renderJsonListing(listing));
  else print(renderListing(listing, paint(), process.stdout.columns));
  writeListing(listing, options);
  return EXIT_CODES[listing.conclusion];
}
