"use strict";exports.id=317,exports.ids=[317],exports.modules={248:(function(e,t,n){n.d(t,{B:()=>function e(t){return t.flatMap(({explains:t=[],...n})=>[n,...e(t)])},K:()=>i});function i(e){if(0===e.length)return"";let t=e.slice(0,5).map(({message:e,ruleId:t})=>`${e} (${t})`),n=e.length>5?[`and ${e.length-5} more`]:[];return`; also: ${[...t,...n].join(", ")}`}}),6865:(function(e,t,n){n.d(t,{g:()=>i});let i=["insert","update","delete","truncate"]}),4830:(function(e,t,n){n.d(t,{C2:()=>u,Ke:()=>c,bo:()=>o});var i=n(248),a=n(6865),l=n(953);let r="set lock_timeout = '5s';",s="reset lock_timeout;";function u(e){let t=e.map(f);return(e.some(({kind:e})=>"replica-identity-full"===e)?[r,...t,s]:t).join("\n")}function o(e){return e.map(f)}function c(e){var t;if(e.isFixWithdrawn)return null;let n=(0,i.B)(e.findings).flatMap(({fix:e})=>e);if(0===n.length)return null;let u=n.find(e=>"create-publication"===e.kind),o=d(n.filter(e=>"publish"===e.kind)),c=d(n.filter(e=>"replica-identity-full"===e.kind)),b=[r,...void 0===u?[]:[(t=u.publication,`do ${m(`
begin
  if not exists (select from pg_catalog.pg_publication where pubname = ${(0,l.ce)(t)}) then
    create publication ${(0,l.Cm)(t)};
  end if;
end
`)};`)],...0===o.length?[]:[function(e){var t;let[{publication:n}]=e,i=e.map(({table:e})=>`(${(0,l.ce)(e.schema)}, ${(0,l.ce)(e.name)})`),a=e.map(({table:e})=>(0,l.JJ)(e)).join(", ");return`-- What this runs, for those of the tables that are not in the publication yet:
${t=`alter publication ${(0,l.Cm)(n)} add table ${a};`,`-- ${t.replace(/[\r\n]/g," ")}`}
do ${m(`
declare
  missing text;
begin
  select string_agg(format('%I.%I', wanted.schemaname, wanted.tablename), ', ')
    into missing
    from (values
      ${i.join(",\n      ")}
    ) as wanted (schemaname, tablename)
   where not exists (
      select from pg_catalog.pg_publication_tables as member
       where member.pubname = ${(0,l.ce)(n)}
         and member.schemaname = wanted.schemaname
         and member.tablename = wanted.tablename
    );
  if missing is not null then
    execute format('alter publication %I add table %s', ${(0,l.ce)(n)}, missing);
  end if;
end
`)};`}(o)],...0===c.length?[]:[c.map(f).join("\n")],...function(e){let[t]=e;if(void 0===t)return[];let n=a.g.filter(t=>e.some(e=>e.events.includes(t)));return[f({...t,events:n})]}(n.filter(e=>"publish-events"===e.kind)),s];return`${b.join("\n\n")}
`}function f(e){switch(e.kind){case"create-publication":return`create publication ${(0,l.Cm)(e.publication)};`;case"publish":return`alter publication ${(0,l.Cm)(e.publication)} add table ${(0,l.JJ)(e.table)};`;case"replica-identity-full":return`alter table ${(0,l.JJ)(e.table)} replica identity full;`;case"publish-events":return`alter publication ${(0,l.Cm)(e.publication)} set (publish = ${(0,l.ce)(e.events.join(", "))});`}}function m(e){let t="$fix$";for(let n=1;e.includes(t);n+=1)t=`$fix${n}$`;return t+e+t}function d(e){return[...new Map(e.map(e=>[(0,l.Yb)(e.table),e])).values()].sort((e,t)=>(0,l.JJ)(e.table)<(0,l.JJ)(t.table)?-1:1)}}),5317:(function(e,t,n){n.d(t,{verifyFix:()=>s});var i=n(248),a=n(953),l=n(1138),r=n(4830);async function s(e,t,n){let s,{catalog:f,history:m}=t.facts;if(!f.known||null===m)return e;let d=new Set(m.relations.map(a.Yb)),b=e=>d.has((0,a.Yb)(e)),p=(0,i.B)(e.findings),h=p.filter(({fix:e})=>c(e).every(b)),g=(0,r.Ke)({...e,findings:h}),$=0===(s=[...new Set(p.flatMap(({fix:e})=>c(e)).filter(e=>!b(e)).map(a.QC))]).length?[]:[`the fix was not tried for ${s.join(", ")}: no migration creates ${1===s.length?"it":"them"}`];if(null===g)return{...e,limits:[...e.limits,...$]};let w=await async function(e,t,{facts:n,apply:i},a){let r=n.catalog.known&&!n.catalog.value.publication.exists,s=new Set(o(n,a).map(({fingerprint:e})=>e)),c=new Set(t.filter(({fix:e})=>e.length>0).map(({fingerprint:e})=>e));try{let t=await i(e),l=o({...n,catalog:{known:!0,value:t}},a).find(e=>c.has(e.fingerprint)||(({fingerprint:e,severity:t,ruleId:n})=>"error"===t&&!s.has(e)&&!(r&&u.includes(n)))(e));return void 0===l?null:`after it, ${l.message}`}catch(e){return`run after the migrations, it fails with: ${(0,l.bD)(e)}`}}(g,h,t,n);return null===w?{...e,limits:[...e.limits,...$]}:{...e,limits:[...e.limits,`no fix migration is offered: ${w}`],isFixWithdrawn:!0}}let u=["subscribed-table-published","subscribed-event-published"];function o(e,t){return t({...e,history:null}).flatMap(e=>"checked"===e.status?e.findings:[])}function c(e){return e.flatMap(e=>"table"in e?e.table:[])}})};