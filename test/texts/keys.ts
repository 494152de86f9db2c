/** Every key of a text that the source asks for, found with the compiler: written out, or made of values its types allow. */
import { join, relative } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../src/platform/paths-root.js';

/** A call `t(key)`: all keys it can ask for, or null where types and callers do not tell. */
export interface AskedKey {
  /** `area/file.ts:12`, for the message of a failing test. */
  at: string;
  /** As it is written: `cases:breach.${breach}`. */
  written: string;
  keys: string[] | null;
}

const DEEPEST = 5;
const MOST = 400;

/** All calls of a function named `t` under `src/`, the style guide's own apart. Takes some seconds: the compiler runs once. */
export function askedKeys(): AskedKey[] {
  const config = ts.readConfigFile(join(projectRoot, 'tsconfig.build.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, projectRoot);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(join(projectRoot, 'src/')));
  const calls = new Map<ts.Symbol, ts.CallExpression[]>();
  const asked: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { expression } = node;
      const symbol = checker.getSymbolAtLocation(expression);
      const real = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      if (real) calls.set(real, [...(calls.get(real) ?? []), node]);
      const named = ts.isIdentifier(expression)
        ? expression
        : ts.isPropertyAccessExpression(expression) && expression.name;
      if (named && named.text === 't' && node.arguments.length > 0) asked.push(node);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) if (!file.fileName.includes('/styleguide/')) visit(file);

  /** The texts a type can be; null when it is any text. */
  function ofType(type: ts.Type): string[] | null {
    if (type.isStringLiteral() || type.isNumberLiteral()) return [String(type.value)];
    if (type.flags & ts.TypeFlags.BooleanLiteral) return [checker.typeToString(type)];
    if (type.isUnion()) return all(type.types.map(ofType));
    const bound = type.flags & ts.TypeFlags.TypeParameter ? checker.getBaseConstraintOfType(type) : undefined;
    return bound && bound !== type ? ofType(bound) : null;
  }
  function all(parts: (string[] | null)[]): string[] | null {
    return parts.some((part) => part === null) ? null : [...new Set(parts.flatMap((part) => part as string[]))];
  }

  /** The arguments a parameter is given: by the callers of its function, or by the list its callback goes over. */
  function given(parameter: ts.ParameterDeclaration, depth: number): string[] | null {
    const owner = parameter.parent;
    const index = owner.parameters.indexOf(parameter);
    if (ts.isCallExpression(owner.parent) && ts.isPropertyAccessExpression(owner.parent.expression) && index === 0) {
      const list = bare(owner.parent.expression.expression);
      return ts.isArrayLiteralExpression(list) ? all(list.elements.map((one) => values(one, depth + 1))) : null;
    }
    const name = ts.isFunctionDeclaration(owner)
      ? owner.name
      : ts.isVariableDeclaration(owner.parent) && ts.isIdentifier(owner.parent.name)
        ? owner.parent.name
        : undefined;
    const symbol = name && checker.getSymbolAtLocation(name);
    const callers = symbol && calls.get(symbol);
    if (!callers) return null;
    const fallback = parameter.initializer ? values(parameter.initializer, depth + 1) : null;
    return all(
      callers.map((call) => {
        const argument = call.arguments[index];
        return argument ? values(argument, depth + 1) : fallback;
      }),
    );
  }
  function bare(node: ts.Expression): ts.Expression {
    return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) ? bare(node.expression) : node;
  }

  function values(written: ts.Expression, depth = 0): string[] | null {
    const node = bare(written);
    if (depth > DEEPEST) return null;
    if (ts.isStringLiteralLike(node)) return [node.text];
    const typed = ofType(checker.getTypeAtLocation(node));
    if (typed) return typed;
    if (ts.isConditionalExpression(node))
      return all([values(node.whenTrue, depth + 1), values(node.whenFalse, depth + 1)]);
    if (ts.isTemplateExpression(node)) {
      let made: string[] | null = [node.head.text];
      for (const { expression, literal } of node.templateSpans) {
        const parts = values(expression, depth + 1);
        made = made && parts && made.flatMap((start) => parts.map((part) => start + part + literal.text));
        if (made && made.length > MOST) made = null;
      }
      return made;
    }
    if (!ts.isIdentifier(node)) return null;
    const declared = checker.getSymbolAtLocation(node)?.valueDeclaration;
    if (declared && ts.isParameter(declared) && ts.isIdentifier(declared.name)) return given(declared, depth);
    if (declared && ts.isVariableDeclaration(declared) && declared.initializer)
      return values(declared.initializer, depth + 1);
    return null;
  }

  return asked.map((call) => {
    const file = call.getSourceFile();
    const [key] = call.arguments as unknown as [ts.Expression];
    const line = file.getLineAndCharacterOfPosition(key.getStart()).line + 1;
    return {
      at: `${relative(join(projectRoot, 'src'), file.fileName)}:${line}`,
      written: key.getText().replace(/\s+/g, ' '),
      keys: values(key),
    };
  });
}
