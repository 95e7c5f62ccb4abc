const list = `
a an the this that these those it its he his she her they their them we our us you your my me one i
and but or so yet nor for if when while as since until although though because after before during once
in on at by of to from with without within into over under through about among between against along across
what who whom whose which why how where here there then now today yesterday tomorrow later soon still again
also even only just not no yes never always often sometimes usually mostly perhaps maybe however therefore instead
some any many much more most few fewer several all both each every either neither other others another such same
first second third next last finally new old good great best better
author authors writer writers poster user users reader readers people everyone everybody someone anyone nobody
post posts article text thread story guide tutorial review report update summary overview part
explains explaining describes describing tells telling shows showing says saying argues arguing discusses discussing
reports reporting covers covering presents presenting shares sharing gives giving lists listing compares comparing
asks asking offers offering warns warning recommends recommending suggests suggesting reflects reflecting looks looking
notes noting learns learning learned makes making uses using keeps keeping finds finding says gets getting takes taking
main key important according overall despite including besides thanks
is are was were be been being has have had do does did can could will would should may might must let
`;

/** English words that sentences of a summary begin with, in small letters: a capital makes no names of them. */
export const openers: ReadonlySet<string> = new Set(list.trim().split(/\s+/));
