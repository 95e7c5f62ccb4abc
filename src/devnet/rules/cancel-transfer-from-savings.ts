import { parseAmount } from "../amount.ts";
import { ensure, type Assertion } from "../assertion.ts";
import { withdrawalKey } from "../state/savings.ts";
import { ensureAccountName } from "./account-name.ts";
import { changeSavings } from "./balance.ts";
import { accountName, uint32 } from "./field.ts";
import { active, defineRule } from "./rule.ts";
import { forgetWithdrawal } from "./savings-withdrawal.ts";

interface CancelFields {
  readonly from: string;
  readonly request_id: number;
}

const noWithdrawal: Assertion = {
  expression: "_savings_withdraw != nullptr",
  format: "Savings withdraw for `owner` ${owner} and 'request_id' ${request_id} doesn't exist.",
  place: { file: "database.cpp", method: "get_savings_withdraw" },
};

/** Takes back what is on its way out of savings. */
export const cancelTransferFromSavings = defineRule<CancelFields>({
  name: "cancel_transfer_from_savings",
  read: (fields) => ({ from: accountName(fields, "from"), request_id: uint32(fields, "request_id") }),
  required: ({ from }) => active(from),
  validate: ({ from }) => ensureAccountName(from),
  apply: ({ from, request_id: requestId }, { state }) => {
    const withdrawal = state.savingsWithdrawals.find(withdrawalKey(from, requestId));
    ensure(withdrawal !== undefined, noWithdrawal, { owner: from, request_id: requestId });
    changeSavings(from, parseAmount(withdrawal.amount), state);
    forgetWithdrawal(withdrawal, state);
  },
});
