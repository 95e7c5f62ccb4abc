/** hived's is_valid_account_name: 3 to 16 characters; parts of at least three between dots. */
export const accountNameForm = /^(?=.{3,16}$)[a-z][a-z0-9-]+[a-z0-9](\.[a-z][a-z0-9-]+[a-z0-9])*$/;

/** What a permlink may hold (hive_evaluator_social.cpp): 1 to 255 of these characters. */
export const permlinkForm = /^[a-z0-9-]{1,255}$/;
