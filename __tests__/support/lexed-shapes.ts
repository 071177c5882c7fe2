/** A shape of each language that finds one subscription of table `a`. */
export const LEXED_SHAPES: Readonly<Record<string, string>> = {
  'a.dart': `class R { static const t = 'a'; /* x /* y */ */ void f({String u = 'b'}) {
    c.onPostgresChanges(event: PostgresChangeEvent.all, table: t, filter: PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'id', value: '\${x['k']}'), callback: (_) => f(u: """q"""));
  } }`,
  'a.swift': `enum T: String { case a } /* x /* y */ */
    func f(_ u: String = #"b"#) { _ = c.postgresChange(AnyAction.self, table: T.a.rawValue, filter: .eq("id", value: "\\(x["k"] ?? "")")) }`,
  'a.kt': `object T { const val A = "a" } /* x /* y */ */
    fun f(u: String = """b""") = c.postgresChangeFlow<PostgresAction>(schema = "public") { table = T.A; filter = "id=eq.\${x["k"]}" }`,
  'a.py': `class T:\n    A = "a"  # x\n\ndef f(c, u='b'):\n    """doc"""\n    c.on_postgres_changes("*", lambda p, q: f(p), table=T.A, filter=f"id=eq.{x['k']:>3}")\n`,
  'a.cs': `static class T { public const string A = "a"; } /* x */
    class R { void F(string u = @"b""") { c.Register(new PostgresChangesOptions("public", T.A, ListenType.All, $"id=eq.{x["k"]:00}")); } }`,
};
