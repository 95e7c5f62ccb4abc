import type { Fields } from "../../chain/wire/fields.ts";
import { hasRole, membershipOf, roleNumbers, type Community, type Role } from "./community.ts";
import { readAccount, readNotes, readPost, readProps, readRole, readTitle } from "./community-fields.ts";
import { insist } from "./community-refusal.ts";
import { notify, notifyOfPerson, type NewNotification } from "./notification.ts";
import type { SocialContext } from "./social-context.ts";

/** One operation on a community that exists. */
interface Command {
  readonly signer: string;
  readonly community: Community;
  readonly fields: Fields;
  readonly context: SocialContext;
}

interface CommunityAction {
  /** What must be given besides the community; nothing else may. */
  readonly fields: readonly string[];
  /** Throws a `CommunityRefusal` when it may not be. */
  apply(command: Command): void;
}

const maxTeam = 100; // community.py, MAX_MOD_NB: mods, admins and the owner together
const byModerator = 0; // hivemind's number of the reason
const strangersScore = 15; // for those who did not subscribe

/** What can be done to a community, by the word that stands for it. A new one is a new line here. */
export const communityActions: Readonly<Record<string, CommunityAction>> = {
  subscribe: { fields: [], apply: subscribe },
  unsubscribe: { fields: [], apply: unsubscribe },
  updateProps: { fields: ["props"], apply: updateProps },
  setRole: { fields: ["account", "role"], apply: setRole },
  setUserTitle: { fields: ["account", "title"], apply: setUserTitle },
  mutePost: { fields: ["account", "permlink", "notes"], apply: (command) => mute(command, true) },
  unmutePost: { fields: ["account", "permlink", "notes"], apply: (command) => mute(command, false) },
  pinPost: { fields: ["account", "permlink"], apply: (command) => pin(command, true) },
  unpinPost: { fields: ["account", "permlink"], apply: (command) => pin(command, false) },
  flagPost: { fields: ["account", "permlink", "notes"], apply: flagPost },
};

function subscribe({ signer, community, context }: Command): void {
  insist(!community.subscribers.has(signer), "already subscribed");
  community.subscribers.set(signer, context.now);
  notifyOfPerson(context, { type: "subscribe", from: signer, to: community.name, community: community.name });
}

function unsubscribe({ signer, community }: Command): void {
  insist(community.subscribers.delete(signer), "already unsubscribed");
}

function updateProps(command: Command): void {
  const { signer, community, fields } = command;
  const props = readProps(fields);
  insist(hasRole(community, signer, "admin"), "only admins can update props");
  Object.assign(community.props, props);
  tellTeam(command, { type: "set_props", payload: JSON.stringify(props) });
}

function setRole(command: Command): void {
  const { signer, community, fields, context } = command;
  const account = readAccount(fields, context);
  const role = readRole(fields);
  const rank = (name: string): number => roleNumbers[membershipOf(community, name).role];
  insist(rank(signer) >= roleNumbers.mod, "only mods and up can alter roles");
  insist(rank(signer) > roleNumbers[role], "cannot promote to or above own rank");
  insist(rank(account) !== roleNumbers.owner, "cant modify owner role");
  if (account !== signer) {
    insist(rank(account) < rank(signer), "cant modify a user with a higher role");
    insist(rank(account) !== roleNumbers[role], "role would not change");
  }
  if (isTeam(role)) {
    const others = [...community.members].filter(([name, member]) => name !== account && isTeam(member.role));
    insist(others.length < maxTeam, "moderator limit exceeded");
  }
  community.members.set(account, { ...membershipOf(community, account), role });
  tell(command, account, { type: "set_role", payload: role });
}

function setUserTitle(command: Command): void {
  const { signer, community, fields, context } = command;
  const account = readAccount(fields, context);
  const title = readTitle(fields);
  insist(hasRole(community, signer, "mod"), "only mods can set user titles");
  community.members.set(account, { ...membershipOf(community, account), title });
  tell(command, account, { type: "set_title", payload: title });
}

function mute(command: Command, isMuting: boolean): void {
  const { signer, community, fields, context } = command;
  const { key, post } = readPost(fields, community, context);
  const payload = readNotes(fields);
  const word = isMuting ? "mute" : "unmute";
  insist(hasRole(community, signer, "mod"), `only mods and above can ${word} posts`);
  const isMuted = post.mutedReasons.length > 0;
  if (isMuting) insist(!isMuted, "post is already muted");
  else insist(isMuted, "post is not muted");
  post.mutedReasons = isMuting ? [byModerator] : [];
  tell(command, post.author, { type: `${word}_post`, post: key, payload });
}

function pin(command: Command, isPinning: boolean): void {
  const { signer, community, fields, context } = command;
  const { key, post } = readPost(fields, community, context);
  const word = isPinning ? "pin" : "unpin";
  insist(hasRole(community, signer, "mod"), `only mods and above can ${word} posts`);
  if (isPinning) insist(!post.isPinned, "post is already pinned");
  else insist(post.isPinned, "post is not pinned");
  post.isPinned = isPinning;
  tell(command, post.author, { type: `${word}_post`, post: key });
}

function flagPost(command: Command): void {
  const { signer, community, fields, context } = command;
  const { key, post } = readPost(fields, community, context);
  const payload = readNotes(fields);
  insist(membershipOf(community, signer).role !== "muted", "muted users cannot flag posts");
  insist(!post.flaggedBy.has(signer), "user already flagged this post");
  post.flaggedBy.add(signer);
  tellTeam(command, { type: "flag_post", post: key, payload });
}

type News = Omit<NewNotification, "from" | "to" | "community">;

function tell({ signer, community, context }: Command, to: string, news: News): void {
  const score = community.subscribers.has(to) ? {} : { score: strangersScore };
  notify(context, { ...news, ...score, from: signer, to, community: community.name });
}

function tellTeam({ signer, community, context }: Command, news: News): void {
  for (const [to, { role }] of community.members) {
    if (to === signer || !isTeam(role)) continue;
    notify(context, { ...news, from: signer, to, community: community.name });
  }
}

function isTeam(role: Role): boolean {
  return roleNumbers[role] >= roleNumbers.mod;
}
