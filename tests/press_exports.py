"""Exports of press archives in our own words: the shapes of Nexis, Nexis Uni and Factiva, and what they hold."""

NEXIS = """\



Download Request: All Items: 1-3
Time Of Request: Friday, November 04, 2022  10:12:31

Terms: (shells and "North Korea")


                               1 of 3 DOCUMENTS


                               The Example Herald

                            November 3, 2022 Thursday
                                   Late Edition

North Korea ships shells in secret, White House says;
Kirby sees no change at the front

BYLINE: Jane Writer and
John Author

SECTION: NEWS; Pg. 3

LENGTH: 120  words

DATELINE: WASHINGTON


The White House said on Wednesday that North Korea had covertly shipped a large
number of artillery shells to Russia, and that the shipments were hidden as if
they went to the Middle East or North Africa.

"We suspect that they will arrive," said John Kirby, a spokesman.
   He would not say how many.

SUBJECT: THE FRONT

Only a heading of the article, that one.

GRAPHIC: A map of the border.

LOAD-DATE: November 4, 2022

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                   Copyright 2022 The Example Herald Ltd
                              All Rights Reserved


                               2 of 3 DOCUMENTS


             Copyright 1998 Wire Service Company
                               Example Wire

                  November 4, 1998, Wednesday, AM cycle

SECTION: International News

LENGTH: 12 words

HEADLINE: Pyongyang denies it

BYLINE: By A. REPORTER

DATELINE: SEOUL

BODY:
   North Korea denied on Wednesday that it had shipped anything.

LANGUAGE: ENGLISH

LOAD-DATE: November 4, 1998


                               3 of 3 DOCUMENTS


                               The Example Herald

                            November 5, 2022 Saturday

A picture

LENGTH: 0 words

GRAPHIC: A picture of a ship.

LOAD-DATE: November 5, 2022

LANGUAGE: ENGLISH


                   Copyright 2022 The Example Herald Ltd
"""

NEXIS_UNI = """\
User Name: = someone
Date and Time: Friday, November 4, 2022 10:12:00 AM EST
Job Number: 123456
Documents (2)
1. Shells sent in secret, White House says
2. Denial
| About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2022 LexisNexis

Page 1 of 2
Shells sent in secret, White House says

The Example Herald
November 3, 2022 Thursday
Late Edition

Copyright 2022 The Example Herald All Rights Reserved

Section: Section A; Column 0; Foreign Desk; Pg. 3
Length: 120 words
Byline: By Jane Writer
Dateline: WASHINGTON

Body

The White House said on Wednesday that North Korea had covertly shipped a large number of artillery shells to Russia.
"We suspect that they will arrive," said John Kirby.

Graphic

A map of the border.

Classification

Language: ENGLISH

Publication-Type: Newspaper

Load-Date: November 4, 2022

End of Document

Denial

Example Wire
November 4, 2022 Friday 8:27 PM GMT

Copyright 2022 Example Wire

Length: 12 words

Body

North Korea denied on Friday that it had shipped anything.

Load-Date: November 4, 2022

End of Document
"""

FACTIVA = """\
SE  World News
HD  North Korea ships shells in secret, White
 House says
BY  By Jane Writer
WC  120 words
PD  3 November 2022
ET  14:05
SN  Example News
SC  LBA
LA  English
CY  (c) 2022 Example Limited

LP
The White House said on Wednesday that North Korea had covertly shipped a large number of artillery shells to Russia.

IN BRIEF: a heading

TD
"We suspect that they will arrive," said John Kirby.

CO  exmpl : Example Inc
NS  gpol : Domestic Politics
RE  usa : United States
PUB  Example Limited
AN  Document LBA0000020221103eib3000a1

HD
Pyongyang denies it
WC
12 words
PD
4 November 2022
SN
Example Wire
SC
DJDN
LA
English
CY
(c) 2022 Example Wire
LP
North Korea denied on Friday that it had shipped anything.
TD
The ministry gave no details.
AN
Document DJDN000020221104eib40012f

Search Summary
Text shells and "North Korea"
Date In the last week
"""

FACTIVA_DISPLAYED = """\
World News
North Korea ships shells in secret, White House says

By Jane Writer
1,120 words
3 November 2022
14:05
Example News
LBA
English
(c) 2022 Example Limited. All Rights Reserved.

The White House said on Wednesday that North Korea had covertly shipped a large number of artillery shells to Russia.

"We suspect that they will arrive," said John Kirby.

Document LBA0000020221103eib3000a1

Pyongyang denies it
12 words
4 November 2022
Example Wire
DJDN
English
Copyright 2022, Example Wire

North Korea denied on Friday that it had shipped anything.

Document DJDN000020221104eib40012f

© 2022 Factiva, Inc. All rights reserved.
"""
