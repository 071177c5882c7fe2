export const id=458;export const ids=[458];export const modules={5458:(e,n,t)=>{t.r(n),t.d(n,{renderJobSummary:()=>h,renderProblemSummary:()=>p});var r=t(7914),i=t(3753),l=t(6711),u=t(2113),o=t(3451);function a(e){return`<code>${c(e)}</code>`}function c(e){return e.replace(/[^A-Za-z0-9 .,;/\-–…]/gu,e=>`&#${e.codePointAt(0)};`)}var m=t(1659),s=t(4131),$=t(2845);let d={success:"✅ Realtime is set up",failure:"❌ Realtime would lose changes",undetermined:"⚠️ Could not determine"},f={error:"❌",warning:"⚠️",notice:"ℹ️"};function h(e){let n=new TextEncoder,t=300,r=g(e,300);for(;n.encode(r).length>921600&&t>1;)r=g(e,t=Math.floor(t/2));return r}function p(e){return`## ${d.undetermined}

${c((0,i.WV)(e))}
`}function g(e,n){let t=[`## ${d[e.conclusion]}`,function(e){let{facts:n,reason:t}=e;if(null!==t)return c((0,i.WV)(t));let r=a((0,i.UY)(n.policy.publication)),l=c((0,o.LX)(e));return`**${(0,o.Pn)(e)}** \xb7 ${(0,o.Ts)(e)} \xb7 publication ${r} on ${l}`}(e),function({rows:e,rest:n}){if(0===e.length)return"";let t=n>0?[(0,o.Ij)(n,"the JSON report has them all")]:[],r=e.filter(y),i=e.filter(e=>!y(e));if(0===r.length||i.length<=10)return[b(e),...t].join("\n\n");let u=`<details>
<summary>${(0,l.L)(i.length,"table")} without a finding</summary>

${b(i)}

</details>`;return[b(r),u,...t].join("\n\n")}((0,$.N)(e,n)),function(e,n){let{findings:t}=e;if(0===t.length)return"";let i=[...(0,r.$)(t.slice(0,n),({ruleId:e})=>e)].map(([n,t])=>{var i,l;return`#### ${n}

${i=t,l=e,[...(0,r.$)(i,({detail:e,hint:n})=>`${e}\0${n}`).values()].map(e=>[...e.map(e=>(function(e,n){let{severity:t,message:r,location:i,related:l}=e,u=(0,s.F)(e,n),{places:a,hidden:$}=(0,m.T)(l),d=[...null===u?[]:[c(u)],...null===i?[]:[x(i)],...a.map(e=>`${c(e.label)}: ${x(e)}`),...$>0?[(0,o.Ij)($,"the JSON report has them all")]:[]];return[`- ${f[t]} **${c(r)}**`,...d].join(", ")})(e,l)),"",...e.slice(0,1).map(w)].join("\n")).join("\n\n")}`}),l=t.length>n?[(0,o.Ij)(t.length-n,"the JSON report has them all")]:[];return["### Findings",...i,...l].join("\n\n")}(e,n),function(e,n){let t,r,i=(0,u.Ke)(e);if(null===i)return"";let l=i.length<307200&&n>1,o=l?(t=Math.max(2,...[...i.matchAll(/`+/g)].map(([e])=>e.length)),r="`".repeat(t+1),`${r}sql
${i.trimEnd()}
${r}`):"It is too long to show here: run `realtime-guard fix`, or give `fix-file`.";return`<details${l?" open":""}>
<summary>Fix migration: safe to run twice</summary>

${o}

</details>`}(e,n),e.limits.filter(n=>n!==e.reason).map(e=>`> Note: ${c((0,i.WV)(e))}`).join("\n")];return`${t.filter(e=>""!==e).join("\n\n")}
`}function y({published:e,identity:n,primaryKey:t}){return e.guilty||n.guilty||t.guilty}function b(e){return["| Table | Published | Replica identity | Primary key | Subscribed |","|---|---|---|---|---|",...e.map(e=>{let n=[e.published,e.identity,e.primaryKey,e.subscribed].map(j);return`| ${[a(e.name),...n].join(" | ")} |`})].join("\n")}function j({text:e,guilty:n}){return n?`❌ **${c(e)}**`:c(e)}function x({file:e,line:n}){return a((0,i.WV)(`${e}:${n}`))}function w({detail:e,hint:n}){return`> ${c(e)}
>
> ${c(n)}`}}};