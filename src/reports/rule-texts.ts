import type { Severity } from '../model/outcome.js';
import type { RuleId } from '../model/rule-ids.js';

/** What reports say of rules: they are given it, since the rules are nothing they know. */
export type RuleTexts = Readonly<
  Record<
    RuleId,
    {
      /** The healthy state in a few words. */
      readonly title: string;
      readonly severity: Severity;
      /** Its page, Markdown; null where the pages are not at hand. */
      readonly page: string | null;
    }
  >
>;
