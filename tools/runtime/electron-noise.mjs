// @ts-check

/**
 * Lines Chromium writes on a machine without a session bus or a graphics card. They say nothing about Steward and
 * would hide what does.
 */
const noise =
  /^\[\d+:\d+\/[\d.]+:(ERROR|WARNING):(.*\/)?(bus|object_proxy|viz_main_impl|gpu_process_host|gl_.*|angle_platform_impl|command_buffer_proxy_impl|vaapi_wrapper)\.cc/;

/**
 * Passes on what a stream says, line by line, without that noise.
 * @param {NodeJS.ReadableStream} from
 * @param {NodeJS.WritableStream} to
 */
export function passOnWithoutNoise(from, to) {
  let rest = '';
  from.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (!noise.test(line)) to.write(`${line}\n`);
  });
  from.on('end', () => {
    if (rest) to.write(rest);
  });
}
