"use strict";exports.id=896,exports.ids=[896,132],exports.modules={9896:(function(e,t,r){r.d(t,{init:()=>w});var a=r(3024),n=r(6760);function i(e){let t="database-url: ${{ secrets.PREVIEW_DATABASE_URL }}",r=""===e?`        # with:
        #   ${t} # checks a preview database as well`:`        with:
          working-directory: ${l(e)}
          # ${t} # checks a preview database as well`;return`      - uses: org/realtime-guard@v1
${r}
`}let s=/^[A-Za-z_][\w.-]*(?:\/[\w.-]+)*$/,o=/^(?:true|false|null|yes|no|on|off|y|n)$/i;function l(e){return s.test(e)&&!o.test(e)?e:JSON.stringify(e)}var u=r(7928),h=r(9132),d=r(4453),c=r(953),m=r(1138);let f=".github/workflows",p="realtime-guard.yml",g=["migrations","db/migrations","database/migrations"];async function w({cwd:e,repository:t,here:r}){var s;let o,$,j,k=await async function(e,t){if(null!==b(e)||await (0,u.r)(e,t,null)!==null)return{path:e,hasMigrations:!0,named:null};let r=g.find(t=>y((0,n.join)(e,t)).some(e=>e.endsWith(".sql")))??null;if(null!==r)return{path:e,hasMigrations:!0,named:r};let[a,...i]=(0,h.findProjectsBelow)(e);if(void 0===a)return{path:e,hasMigrations:!1,named:null};if(0===i.length)return{path:(0,n.join)(e,a),hasMigrations:!0,named:null};let s=[a,...i].map(c.WV).join(", ");throw new d.d(`init: there are migrations in ${s}; name one with --cwd, such as --cwd ${(0,c.WV)(a)}`)}(e,t),S=e=>(0,c.WV)((0,n.relative)(t,e).replaceAll("\\","/")),W=void 0===(j=($=y(o=(0,n.join)(t,f)).filter(e=>/\.ya?ml$/.test(e))).find(e=>/^realtime-guard\.ya?ml$/.test(e))??$.find(e=>/^[^#\n]*\buses:.*\/realtime-guard@/m.test(v((0,n.join)(o,e)))))?null:(0,n.join)(o,j),E=b(k.path),T=(0,n.relative)(t,k.path).replaceAll("\\","/"),x=[...null===W?[{path:(0,n.join)(t,f,p),content:function({branch:e,folder:t}){return`name: realtime-guard

# No paths filter: a required check that never runs blocks the pull request for ever.
on:
  pull_request:
  push:
    branches: [${l(e)}]
  merge_group:

permissions: {}

jobs:
  realtime:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
      pull-requests: write # for the comment; without it everything else works
    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
${i(t)}`}({branch:function(e){let[,t]=/^ref: refs\/remotes\/origin\/(\S+)/.exec(v((0,n.join)(e,".git/refs/remotes/origin/HEAD")))??[],[,r]=/^ref: refs\/heads\/(master|trunk|develop)\s*$/.exec(v((0,n.join)(e,".git/HEAD")))??[];return t??r??"main"}(t),folder:T})}]:[],...null===E?[{path:(0,n.join)(k.path,p),content:(s=k.named,`# yaml-language-server: $schema=https://raw.githubusercontent.com/org/realtime-guard/v1/schema/realtime-guard.schema.json
# Every option of realtime-guard --help may stand here. Take away the # in front of what you want.

# Where the migrations are: a folder, a file or a glob a line. Those of Supabase, Prisma and Drizzle are found.
${null===s?"#migrations: db/migrations":`migrations: ${l(s)}`}

# Where the application’s source is, when not everything here is.
#sources: [apps, packages]

# Which tables must have REPLICA IDENTITY FULL: all that are published, or those where something needs the old row.
#replica-identity: when-needed

# What fails the build: error, warning or never; and what a subscription is whose table cannot be read from the source.
#fail-on: warning
#unresolved: error

# Subscriptions that are in no source, and hooks of your own that subscribe (table: the argument that names it).
#subscriptions:
#  - "public.rooms: UPDATE, DELETE where owner_id=eq.1"
#wrappers:
#  - name: useRealtime
#    table: 0

# Findings of today that are accepted for now: run realtime-guard baseline, then name its file.
#baseline: realtime-guard-baseline.json

# The severity of single rules: error, warning, notice or off. realtime-guard explain lists them.
#rules:
#  published-table-subscribed: "off"

# Findings and tables that stay as they are, each with a reason; until: the last day it holds.
#ignore:
#  - rule: replica-identity-full
#    subject: public.audit_log
#    reason: insert-only, nobody reads the old row
#tables:
#  public.metrics:
#    replica-identity: default
#    reason: insert-only
`)}]:[]],A=[];for(let{path:e,content:t}of x)try{(0,a.mkdirSync)((0,n.dirname)(e),{recursive:!0});let r=(0,a.openSync)(e,"wx");A.push(e);try{(0,a.writeFileSync)(r,t)}finally{(0,a.closeSync)(r)}}catch(t){for(let e of A)(0,a.rmSync)(e,{force:!0});throw new d.d(`init: ${e} cannot be written (${(0,m.bD)(t)}); nothing was, see that the folder can be written to`)}let D=[W,E].flatMap(e=>e??[]);return[...x.map(({path:e})=>`wrote ${S(e)}`),...D.map(e=>`${S(e)} is there already and was left alone`),"",...function({hasMigrations:e},{folder:t,there:r,workflow:a,isNew:n}){let s=""===r?"":` --cwd ${(0,c.WV)(r)}`,o=null!==a&&""!==t&&!v(a).includes(t),l=[...o?[`That workflow does not name ${(0,c.WV)(t)}. To check it as well, add the step`]:[],...o?["",i(t)]:[],...e?[]:["No migrations were found: name them under migrations in the config file, or give database-url a database."]];return n?[...l,"What to do next:",`  1. realtime-guard check${s}  (what it finds today)`,`  2. realtime-guard baseline${s}  (only if that is too much to mend at once; then name the file under baseline)`,"  3. commit the files, and make the job realtime a required status check."]:[...l,"Nothing is left to write."]}(k,{folder:T,there:(0,n.relative)(r,k.path),workflow:W,isNew:x.length>0}),""].join("\n")}function b(e){return[p,`.github/${p}`].map(t=>(0,n.join)(e,t)).find(a.existsSync)??null}function y(e){try{return(0,a.readdirSync)(e)}catch{return[]}}function v(e){try{return(0,a.readFileSync)(e,"utf8")}catch{return""}}}),9132:(function(e,t,r){r.d(t,{findProjectsBelow:()=>s});var a=r(3024),n=r(6760);let i=["supabase/migrations","supabase/schemas","prisma/migrations","drizzle"];function s(e){let t=[],r=[{file:"",depth:0}],s=0;for(let o=r.shift();void 0!==o;o=r.shift()){let{file:l,depth:u}=o;if(""!==l&&i.some(t=>(0,a.existsSync)((0,n.join)(e,l,t)))&&t.push(l),s+=1,3===t.length||1e3===s)break;if(3!==u)for(let t of function(e){try{return(0,a.readdirSync)(e,{withFileTypes:!0}).filter(e=>e.isDirectory()&&!e.name.startsWith(".")&&"node_modules"!==e.name).map(({name:e})=>e).sort()}catch{return[]}}((0,n.join)(e,l)))r.push({file:""===l?t:`${l}/${t}`,depth:u+1})}return t}})};