import { expect, test } from "vitest";
import { trustedAddress } from "../../src/action/canonical-url.ts";

const post = { author: "carla", permlink: "buying-small" };

test.each([
  "https://inleo.io/@carla/buying-small",
  "https://inleo.io/threads/view/carla/buying-small",
  "https://peakd.com/hive-167922/@carla/buying-small",
  "https://hive.blog/hive-167922/@carla/buying-small",
])("%s is where the post is", (address) => {
  expect(trustedAddress(address, post)).toBe(address);
});

test.each([
  "",
  "carla/buying-small",
  "http://inleo.io/@carla/buying-small",
  "https://inleo.io.evil.example/@carla/buying-small",
  "https://evil.example/@carla/buying-small",
  "https://user:pass@inleo.io/@carla/buying-small",
  "https://inleo.io:8443/@carla/buying-small",
  "https://inleo.io/@mallory/buying-small",
  "https://inleo.io/@carla/another-post",
  "https://inleo.io/@carla/buying-small?ref=mallory",
  "https://inleo.io/@carla/buying-small#x",
  "https://inleo.io/x)[y](/@carla/buying-small",
  "javascript:alert(1)//@carla/buying-small",
])("%s is not trusted", (address) => {
  expect(trustedAddress(address, post)).toBeUndefined();
});
