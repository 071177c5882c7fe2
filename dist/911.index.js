export const id=911;export const ids=[911];export const modules={7911:(e,r,o)=>{o.r(r),o.d(r,{renderComment:()=>l,renderShortComment:()=>u});var t=o(3753),n=o(3451),m=o(5581),s=o(6);function l(e,r){let o=(0,m.q)(e);return o.length<=6e4?o:u(e,r)}function u(e,{summaryUrl:r}){let o=null===e.reason?`${(0,n.Pn)(e)}; ${(0,n.Ts)(e)}`:(0,t.WV)(e.reason),m=null===r?"the job summary":`[the job summary](${r})`;return`## realtime-guard

${(0,s.FV)(o)}

The report is too long for a comment: see ${m}.
`}}};