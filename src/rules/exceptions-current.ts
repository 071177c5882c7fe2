import type { Rule } from '../model/outcome.js';

export default {
  title: 'Every exception in the config file is still in date',
  severity: 'warning',
  check({ exceptions }) {
    if (exceptions.length === 0) return { status: 'not-applicable', reason: 'there are no exceptions' };
    return {
      status: 'checked',
      subjects: exceptions.length,
      found: exceptions
        .filter(({ isExpired }) => isExpired)
        .map(({ rule, subject, until, reason, location }) => ({
          subject: `${rule} ${subject}`,
          message: `the exception of ${subject} from ${rule} ended on ${until}`,
          detail: `it was made because: ${reason}`,
          hint: 'Mend what it was made for and remove the entry, or give it a later date.',
          fix: [],
          location,
          related: [],
        })),
    };
  },
} satisfies Rule;
