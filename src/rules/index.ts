import type { Rule } from '../model/outcome.js';
import type { RuleId } from '../model/rule-ids.js';
import exceptionsCurrent from './exceptions-current.js';
import publicationExists from './publication-exists.js';
import publishedTableHasPrimaryKey from './published-table-has-primary-key.js';
import replicaIdentityFull from './replica-identity-full.js';
import subscribedTableExists from './subscribed-table-exists.js';
import subscribedTablePublished from './subscribed-table-published.js';

/** Every rule by its id; an id without its rule does not compile. */
export const RULES: Readonly<Record<RuleId, Rule>> = {
  'publication-exists': publicationExists,
  'subscribed-table-exists': subscribedTableExists,
  'subscribed-table-published': subscribedTablePublished,
  'published-table-has-primary-key': publishedTableHasPrimaryKey,
  'replica-identity-full': replicaIdentityFull,
  'exceptions-current': exceptionsCurrent,
};
