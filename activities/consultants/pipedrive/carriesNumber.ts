/** Whether a text holds exactly this protocol number: `#100000` does not hold `#10000`. */
export const carriesNumber = (text: string, number: string): boolean =>
  new RegExp(String.raw`(?<![\w#])${RegExp.escape(number)}(?!\w)`).test(text);
