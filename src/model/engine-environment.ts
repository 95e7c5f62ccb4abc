/** What the engine process may know of the environment: where libraries and devices are. Never a key or a token. */
const allowed =
  /^(PATH|HOME|LANG|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|SYSTEMROOT|WINDIR|LOCALAPPDATA|CUDA_[A-Z_]+|NVIDIA_[A-Z_]+|HIP_[A-Z_]+|ROCR_[A-Z_]+|VK_[A-Z_]+|GGML_[A-Z_]+)$/i;
// `CUDA_API_KEY` is no setting of CUDA.
const secret = /KEY|TOKEN|SECRET|PASS/i;

/** The part of an environment that the engine process is given. */
export function engineEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && allowed.test(entry[0]) && !secret.test(entry[0]),
  );
  return Object.fromEntries(entries);
}
