/** What is loaded with the first call, or when the panel is opened: all that an idle page does not need. */
import controlsCss from '../../../styles/controls.css'
import formsCss from '../../../styles/forms.css'
import homeCss from '../../../styles/home.css'
import keypadCss from '../../../styles/keypad.css'
import { AttachContact } from './attach-contact.js'
import { BlockCaller } from './block-caller.js'
import { CallRow } from './call-row.js'
import { ContactActions } from './contact-actions.js'
import { ContactChoice } from './contact-choice.js'
import { CreateContact } from './create-contact.js'
import { drag } from './drag.js'
import { Facts } from './facts.js'
import { Grip } from './grip.js'
import { Home } from './home.js'
import { addPictures } from './icon.js'
import { MORE_PICTURES } from './more-pictures.js'
import { NoteField } from './note-field.js'
import { PlaceMenu } from './place-menu.js'
import { TalkControls } from './talk-controls.js'
import { WrapUp } from './wrap-up.js'
import { wrapsUp } from './wraps-up.js'

export const rest = {
  AttachContact,
  BlockCaller,
  CallRow,
  ContactActions,
  ContactChoice,
  CreateContact,
  Facts,
  Grip,
  Home,
  NoteField,
  PlaceMenu,
  TalkControls,
  WrapUp,
  drag,
  wrapsUp,
  sheets: [controlsCss, formsCss, keypadCss, homeCss],
}
export type PanelRest = typeof rest

addPictures(MORE_PICTURES)
