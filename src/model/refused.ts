/** What comes of parameters that the server does not take; its own words follow. */
export const REFUSED = 'the channel reports SUBSCRIBED, then the server refuses every binding of it';
