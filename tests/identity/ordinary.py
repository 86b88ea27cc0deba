"""Ordinary sentences of letters about children with tumours, in five languages, and children whom they do not name."""

from refnet.identity.terms import Name, Person

SENTENCES = """
The patient presented with a painless abdominal mass, and ultrasound showed a left renal tumour of 9 cm.
Marina Bay imaging protocol: arterial and venous phases; no lung nodules on chest CT.
After four cycles of vincristine and actinomycin the tumour had shrunk, and nephrectomy was performed in April.
Long-term follow-up: hearing is normal, growth along the 25th centile, small scar, no relapse on MRI.
We would be grateful for the board's view on radiotherapy to the flank in this young girl.
Histology: blastemal type, Vimentin positive, Desmin focally positive, Martin stain not done, margins free.
Der kleine Patient stellte sich mit Bauchschmerzen vor; im Ultraschall zeigte sich eine große Raumforderung links.
Kein Anhalt für Metastasen. Weitere Therapie nach Protokoll, lange Nachsorge, guter Allgemeinzustand.
Die Mutter berichtet über Fieber seit Mai; der Bauer-Test war unauffällig, die Haut rosig und warm.
Stark verkleinerter Tumor nach der Chemotherapie; Verlauf im Winter und im Sommer ohne Besonderheiten.
Großer Herd im kleinen Becken, Steinleiden ausgeschlossen, Wagner-Operation nicht möglich, Gruberscher Reflex fehlt.
L'enfant a été adressé pour une masse abdominale; la petite lésion du foie reste stable depuis le mois de mai.
Bon état général, pas de métastases pulmonaires, examen clinique normal, radiothérapie discutée en réunion.
La grande tumeur a régressé après chimiothérapie; la fontanelle est plate et le périmètre crânien est normal.
Nous demandons un second avis sur l'indication d'une autogreffe après carboplatine et étoposide.
La niña presenta una masa en el riñón izquierdo; la ecografía muestra flores calcificadas y un campo libre.
Se realizó biopsia: nefroblastoma de riesgo intermedio, sin anaplasia, con buena respuesta al tratamiento.
Tras la cirugía recibió doxorrubicina; función cardiaca normal, martes y jueves rehabilitación.
Copilul a fost internat cu o formațiune tumorală mare la nivelul rinichiului stâng; stare generală bună.
Tumora mică din ficat este stabilă, fără metastaze; tratament cu vincristină conform protocolului, marți și joi.
Solicităm o a doua opinie privind radioterapia; valorile de laborator sunt în limite normale.
""".strip().splitlines()

CHILDREN = tuple(
    Person(names=(Name(family, (given,)),))
    for family, _, given in (
        line.rpartition(" ")
        for line in """Winterstein Annelies|Kowalska Zofia|Kazlauskas Jonas|Horváth Bálint|Virtanen Aino
Papadopoulos Georgios|Popescu Andreea|Jovanović Milica|Nováková Tereza|García Lucía|Fernández Rodrigo|Rossi Giulia
Esposito Francesco|Dubois Camille|Lefebvre Mathilde|Müller Hannah|Schneider Leonie|Hoffmann Maximilian
Andersson Freja|Johansson Oskar|Nielsen Magnus|Bērziņa Elza|Tamm Kristjan|Ivanov Dimitar|Petrova Kalina
Marković Nikola|Zupančič Maja|Horvat Luka|Santos Beatriz|Rodrigues Gonçalo|O'Brien Saoirse|Murphy Niamh
de Vries Sanne|van der Berg Femke|Peeters Lotte|Christodoulou Eleni|Steiner Marlene|Gruberova Valentina
Marchetti Caterina|Martens Henrike|Larsen Helene|Stefanescu Ioana|Dumitrescu Matei|Szabó Katalin|Balogh Dorottya
Lindqvist Ebba|Lehtonen Veera|Kovač Domagoj|Serrano Paula|Bernard Chloé|Renard Pascal|Colonna Lavinia
Tomasi Renata|Steinmann Liesl|Langhammer Emil|Kleinert Jakob|Rosenthal Mira|Sommerfeld Till""".replace("\n", "|").split(
            "|"
        )
    )
)
