export { call, type Answer } from "../../tools/conformance/call.ts";
