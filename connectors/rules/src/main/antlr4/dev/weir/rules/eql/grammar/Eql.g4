/*
 * The Event Query Language. The grammar is wider than the language in places, so that what is
 * refused can be refused by name: pipes, "=", chained comparisons, array indexes, single quotes.
 */
grammar Eql;

query
    : (eventQuery | sequence) pipe* EOF
    ;

eventQuery
    : category WHERE expression
    ;

category
    : IDENTIFIER
    | STRING
    | RAW_STRING
    ;

sequence
    : SEQUENCE keys=joinKeys? setting* lateKeys=joinKeys? step* until?
    ;

step
    : BANG? OPEN_BRACKET eventQuery CLOSE_BRACKET joinKeys? setting*
    ;

until
    : UNTIL BANG? OPEN_BRACKET eventQuery CLOSE_BRACKET joinKeys?
    ;

joinKeys
    : BY expression (COMMA expression)*
    ;

setting
    : WITH name=IDENTIFIER ASSIGN value=(INTEGER | DECIMAL) unit=IDENTIFIER?
    ;

pipe
    : PIPE name=IDENTIFIER? (~PIPE)*
    ;

expression
    : NOT expression                              # negated
    | left=expression AND right=expression        # conjunction
    | left=expression OR right=expression         # disjunction
    | comparison                                  # compared
    ;

comparison
    : arithmetic comparisonTail*
    ;

comparisonTail
    : operator=(EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | ASSIGN) arithmetic
    | operator=(COLON | LIKE | REGEX) TILDE? (list | arithmetic)
    | NOT? operator=IN TILDE? list
    ;

list
    : OPEN_PARENTHESIS expression (COMMA expression)* CLOSE_PARENTHESIS
    ;

arithmetic
    : operator=(MINUS | PLUS) arithmetic                                   # signed
    | left=arithmetic operator=(STAR | SLASH | PERCENT) right=arithmetic   # binary
    | left=arithmetic operator=(PLUS | MINUS) right=arithmetic             # binary
    | primary                                                              # operand
    ;

primary
    : literal
    | functionCall
    | field
    | OPEN_PARENTHESIS expression CLOSE_PARENTHESIS
    ;

literal
    : INTEGER
    | DECIMAL
    | STRING
    | RAW_STRING
    | SINGLE_QUOTED
    | FORMER_RAW
    | TRUE
    | FALSE
    | NULL
    ;

functionCall
    : IDENTIFIER TILDE? OPEN_PARENTHESIS (expression (COMMA expression)*)? CLOSE_PARENTHESIS
    ;

field
    : OPTIONAL? (IDENTIFIER | QUOTED_IDENTIFIER) (DOT part)* index*
    ;

part
    : IDENTIFIER
    | QUOTED_IDENTIFIER
    | AND
    | OR
    | NOT
    | IN
    | LIKE
    | REGEX
    | WHERE
    | SEQUENCE
    | BY
    | WITH
    | UNTIL
    | TRUE
    | FALSE
    | NULL
    ;

index
    : OPEN_BRACKET INTEGER CLOSE_BRACKET
    ;

AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;
IN : 'in' ;
LIKE : 'like' ;
REGEX : 'regex' ;
WHERE : 'where' ;
SEQUENCE : 'sequence' ;
BY : 'by' ;
WITH : 'with' ;
UNTIL : 'until' ;
TRUE : 'true' ;
FALSE : 'false' ;
NULL : 'null' ;

EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS_EQUAL : '<=' ;
GREATER_EQUAL : '>=' ;
LESS : '<' ;
GREATER : '>' ;
ASSIGN : '=' ;
COLON : ':' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
DOT : '.' ;
COMMA : ',' ;
TILDE : '~' ;
BANG : '!' ;
PIPE : '|' ;
OPTIONAL : '?' ;
OPEN_PARENTHESIS : '(' ;
CLOSE_PARENTHESIS : ')' ;
OPEN_BRACKET : '[' ;
CLOSE_BRACKET : ']' ;

RAW_STRING : '"""' .*? '"""' '"'? '"'? ;
STRING : '"' CHARACTER* '"' ;
/* Refused with a message of its own. */
UNCLOSED_STRING : '"' CHARACTER* ;
SINGLE_QUOTED : '\'' ('\\' ~[\r\n] | ~['\\\r\n])* '\'' ;
/* Raw strings of former versions of the language. */
FORMER_RAW : '?"' ~["\r\n]* '"' | '?\'' ~['\r\n]* '\'' ;
QUOTED_IDENTIFIER : '`' ('``' | ~[`\r\n])+ '`' ;
DECIMAL
    : DIGIT+ '.' DIGIT* EXPONENT?
    | '.' DIGIT+ EXPONENT?
    | DIGIT+ EXPONENT
    ;
INTEGER : DIGIT+ ;
IDENTIFIER : [a-zA-Z_@] [a-zA-Z0-9_]* ;

COMMENT : ('//' ~[\r\n]* | '/*' .*? '*/') -> skip ;
SPACE : [ \t\r\n]+ -> skip ;
OTHER : . ;

fragment CHARACTER : '\\' ~[\r\n] | ~["\\\r\n] ;
fragment DIGIT : [0-9] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;
