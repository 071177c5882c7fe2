/** Whether an SQLSTATE says that a relation, object, function, schema or column is not there. */
export function isMissingObject(code: string): boolean {
  return /^(42P01|42704|42883|3F000|42703)$/.test(code);
}
