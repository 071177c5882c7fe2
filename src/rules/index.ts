import type { Rule } from '../model/outcome.js';
import type { RuleId } from '../model/rule-ids.js';
import bindingParamsNotShared from './binding-params-not-shared.js';
import bindingValuesSurviveJson from './binding-values-survive-json.js';
import bindingsBeforeSubscribe from './bindings-before-subscribe.js';
import bindingsUnique from './bindings-unique.js';
import clientVersionCurrent from './client-version-current.js';
import columnsArriveWhole from './columns-arrive-whole.js';
import databaseMatchesMigrations from './database-matches-migrations.js';
import databaseSupportsOperators from './database-supports-operators.js';
import deleteFilterInIdentity from './delete-filter-in-identity.js';
import deleteOldIsKeyOnly from './delete-old-is-key-only.js';
import exceptionsCurrent from './exceptions-current.js';
import filterColumnNotToasted from './filter-column-not-toasted.js';
import filterTypeStreams from './filter-type-streams.js';
import fullIdentityAffordable from './full-identity-affordable.js';
import identityIndexCoversKey from './identity-index-covers-key.js';
import migrationsApplied from './migrations-applied.js';
import migrationsReplay from './migrations-replay.js';
import partitionLeavesHaveRls from './partition-leaves-have-rls.js';
import publicationExists from './publication-exists.js';
import publicationFiltersIgnored from './publication-filters-ignored.js';
import publicationKept from './publication-kept.js';
import publicationListsTables from './publication-lists-tables.js';
import publishedTableHasPrimaryKey from './published-table-has-primary-key.js';
import publishedTableHasRls from './published-table-has-rls.js';
import publishedTableSubscribed from './published-table-subscribed.js';
import replicaIdentityFull from './replica-identity-full.js';
import rlsPoliciesRun from './rls-policies-run.js';
import serverReady from './server-ready.js';
import subscribedEventPublished from './subscribed-event-published.js';
import subscribedRelationStreams from './subscribed-relation-streams.js';
import subscribedTableExists from './subscribed-table-exists.js';
import subscribedTablePublished from './subscribed-table-published.js';
import subscriberCanSelect from './subscriber-can-select.js';
import subscriptionFilterValid from './subscription-filter-valid.js';
import subscriptionParametersAccepted from './subscription-parameters-accepted.js';
import subscriptionsResolved from './subscriptions-resolved.js';
import tableNameMatchedLiterally from './table-name-matched-literally.js';
import topicSetUpOnce from './topic-set-up-once.js';
import writesSurvivePublication from './writes-survive-publication.js';

/** Every rule by its id; an id without its rule does not compile. */
export const RULES: Readonly<Record<RuleId, Rule>> = {
  'publication-exists': publicationExists,
  'subscribed-table-exists': subscribedTableExists,
  'subscribed-relation-streams': subscribedRelationStreams,
  'subscribed-table-published': subscribedTablePublished,
  'table-name-matched-literally': tableNameMatchedLiterally,
  'subscribed-event-published': subscribedEventPublished,
  'published-table-has-primary-key': publishedTableHasPrimaryKey,
  'writes-survive-publication': writesSurvivePublication,
  'replica-identity-full': replicaIdentityFull,
  'delete-filter-in-identity': deleteFilterInIdentity,
  'identity-index-covers-key': identityIndexCoversKey,
  'columns-arrive-whole': columnsArriveWhole,
  'subscription-filter-valid': subscriptionFilterValid,
  'filter-type-streams': filterTypeStreams,
  'filter-column-not-toasted': filterColumnNotToasted,
  'database-supports-operators': databaseSupportsOperators,
  'rls-policies-run': rlsPoliciesRun,
  'partition-leaves-have-rls': partitionLeavesHaveRls,
  'published-table-has-rls': publishedTableHasRls,
  'subscriber-can-select': subscriberCanSelect,
  'publication-filters-ignored': publicationFiltersIgnored,
  'publication-lists-tables': publicationListsTables,
  'published-table-subscribed': publishedTableSubscribed,
  'full-identity-affordable': fullIdentityAffordable,
  'delete-old-is-key-only': deleteOldIsKeyOnly,
  'server-ready': serverReady,
  'migrations-applied': migrationsApplied,
  'publication-kept': publicationKept,
  'database-matches-migrations': databaseMatchesMigrations,
  'migrations-replay': migrationsReplay,
  'subscriptions-resolved': subscriptionsResolved,
  'subscription-parameters-accepted': subscriptionParametersAccepted,
  'bindings-before-subscribe': bindingsBeforeSubscribe,
  'binding-values-survive-json': bindingValuesSurviveJson,
  'topic-set-up-once': topicSetUpOnce,
  'bindings-unique': bindingsUnique,
  'binding-params-not-shared': bindingParamsNotShared,
  'client-version-current': clientVersionCurrent,
  'exceptions-current': exceptionsCurrent,
};
